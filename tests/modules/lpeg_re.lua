-- The re module on lpeg: grammars as text.
-- as-reference
local re = require "re"
local lpeg = require "lpeg"

print(re.match("the number 423 is odd", "s <- {%d+} / . s"), re.find("the number 423 is odd", "[0-9]+"), re.gsub("hello World", "[aeiou]", "."))
print(re.match("aaabbbccc", [[ S <- &(A !'b') 'a'+ B !.   A <- 'a' A? 'b'   B <- 'b' B? 'c' ]]))
local records = re.compile([[
    file <- {| record+ |} !.
    record <- {| field (',' field)* |} %nl
    field <- escaped / {~ [^,%nl"]* ~}
    escaped <- '"' {~ ([^"] / '""' -> '"')* ~} '"'
]])
for i, r in ipairs(records:match 'a,"b ""q""",c\n1,,"x,y"\n') do print(i, #r, table.concat(r, "|")) end
local calc = re.compile([[
    all <- %s* sum !.
    sum <- (term ({[+-]} %s* term)*) -> fold
    term <- (factor ({[*/]} %s* factor)*) -> fold
    factor <- ({[0-9]+} -> tonumber) %s* / '(' %s* sum ')' %s*
]], {
    tonumber = tonumber,
    fold = function(value, ...)
        for i = 1, select("#", ...), 2 do
            local op, b = select(i, ...)
            if op == "+" then value = value + b elseif op == "-" then value = value - b
            elseif op == "*" then value = value * b else value = value // b end
        end
        return value
    end,
})
print(calc:match "2*(3+4)-10/3", calc:match "1 +", (select(2, pcall(calc.match, calc, "1/0")):match("attempt.*")))
print(re.match("<<x<<y>>z>>", "b <- '<<' {| (b / {[a-z]+})* |} '>>'")[2][1])
local long = re.compile([[ c <- '[' {:eq: '='* :} '[' close   close <- ']' =eq ']' / . close ]])
print(long:match "[==[]]]]==]===[]", long:match "[=[]]")
print(re.match("x=1;y=2", "{| ({| {:key: %a+ :} '=' {:value: %d+ :} ';'? |})* |}")[2].value)
print(re.gsub("  trim me  ", "%s+", "_"))
local reverse = re.compile("R <- (!.) -> '' / ({.} R) -> '%2%1'")
print(reverse:match "0123456789")
re.updatelocale()
local digits = re.compile("%digit3", {digit3 = lpeg.R"09" * lpeg.R"09" * lpeg.R"09"})
print(digits:match "123", digits:match "12x")
-- What is wrong with a grammar is said with its place.
for _, bad in ipairs{"'abc", "a <- b", "[a", "{:x: 'a'", "%nothing", "x <- x 'a'", "a <- 'b'*  )", "'a' -> nothing"} do
    print(bad, select(2, pcall(re.compile, bad)))
end
