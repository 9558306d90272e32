// cplusplus.cpp: Weft in C++: objects with constructors and destructors as userdata, exceptions to errors and back.
//
// Nothing in weft.h jumps over frames, so destructors always run. An exception must not leave a native: `guarded` turns
// it into a script error; `run` turns a script error into an exception.
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>

#include "weft.h"

struct Close { void operator()(Weft *w) const { weft_close(w); } };
using Vm = std::unique_ptr<Weft, Close>;

template <WeftResult (*f)(Weft *)> WeftResult guarded(Weft *w)
{
    try {
        return f(w);
    } catch (const std::exception &e) {
        return weft_raise(w, "%s", e.what());
    }
}

static void run(Weft *w, const char *code)
{
    if (weft_run_text(w, 0, code, "=script") != WEFT_OK) {
        throw std::runtime_error(weft_error_text(w, 0));
    }
}

struct Account {
    std::string owner;
    long balance = 0;
    explicit Account(const char *name) : owner(name) {}
    ~Account() { std::printf("the account of %s is closed\n", owner.c_str()); }
};

static WeftResult deposit(Weft *w);
static const WeftFunction methods[] = {{"account.deposit", guarded<deposit>}, {nullptr, nullptr}};
static void destroy(void *block) { delete *static_cast<Account **>(block); } // null when the constructor has thrown
static const WeftUserdataType account_type = {"Account", sizeof(Account *), destroy, nullptr, methods, 0};

static WeftResult open_account(Weft *w)
{
    const char *owner = weft_check_string(w, 0, nullptr);
    void *block = owner ? weft_set_userdata(w, 1, &account_type) : nullptr;
    return block && (*static_cast<Account **>(block) = new Account(owner)) ? 1 : WEFT_RAISE;
}

static WeftResult deposit(Weft *w)
{
    int64_t amount;
    void *block = weft_check_userdata(w, 0, &account_type);
    if (!block || !weft_check_integer(w, 1, &amount)) {
        return WEFT_RAISE;
    }
    Account *account = *static_cast<Account **>(block);
    if (amount < 0) { // the string is destroyed on the way
        throw std::invalid_argument(account->owner + " cannot deposit " + std::to_string(amount));
    }
    weft_set_integer(w, 2, account->balance += static_cast<long>(amount));
    return 1;
}

int main()
{
    WeftOptions options = {};
    options.libraries = WEFT_LIBS_ALL;
    Vm vm(weft_open(&options));
    weft_set_native(vm.get(), 0, guarded<open_account>, "open_account", 0, 0);
    weft_set_global(vm.get(), "open_account", 0);
    try {
        run(vm.get(), "a = open_account('Ann') print(a:deposit(5), a:deposit(6)) print(pcall(a.deposit, a, -1))");
        run(vm.get(), "open_account('Bob'):deposit({})");
    } catch (const std::exception &e) {
        std::printf("caught: %s\n", e.what());
    }
}
