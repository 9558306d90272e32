-- require, package.loaded, preload, searchers, path, searchpath.
local dir = os.getenv("TEST_TMP") or "/tmp"
local function write(name, s) local f = assert(io.open(dir .. "/" .. name, "wb")) f:write(s) f:close() end
write("mod_a.lua", "print('loading', (...), (select(2, ...):gsub('^.*/', ''))) return {name = ...}")
write("mod_nil.lua", "x_loaded = (x_loaded or 0) + 1")
write("mod_false.lua", "return false")
write("mod_bad.lua", "return = 1")
write("mod_err.lua", "error('while loading', 0)")
write("mod_set.lua", "package.loaded[...] = 'set by itself'")
package.path = dir .. "/?.lua"
package.cpath = ""
local a, extra = require("mod_a") --> loading mod_a mod_a.lua
print(a.name, (extra:gsub("^.*/", ""))) --> mod_a mod_a.lua
print(require("mod_a") == a, package.loaded.mod_a == a) --> true true
print((require("mod_nil")), (require("mod_nil")), x_loaded) --> true true 1
print((require("mod_set"))) --> set by itself
print((require("mod_false")), package.loaded.mod_false) --> false false
print((select(2, pcall(require, "mod_bad")):gsub(dir:gsub("%p", "%%%0"), "DIR"))) --> error loading module 'mod_bad' from file 'DIR/mod_bad.lua':
-->  DIR/mod_bad.lua:1: unexpected symbol near '='
print(pcall(require, "mod_err")) --> false while loading
print((select(2, pcall(require, "no.such.module")):gsub(dir:gsub("%p", "%%%0"), "DIR"))) --> module 'no.such.module' not found:
-->  no field package.preload['no.such.module']
-->  no file 'DIR/no/such/module.lua'
-->  no file ''
-->  no file ''
package.loaded.mod_a = nil
print(require("mod_a") ~= a) --> loading mod_a mod_a.lua
--> true
package.preload.virtual = function(...) print("preload", ...) return "v" end
print(require("virtual")) --> preload virtual :preload:
--> v :preload:
print(require("virtual")) --> v
print(#package.searchers, package.config:gsub("\n", "|")) --> 4 /|;|?|!|-| 5
print((package.searchpath("mod_a", package.path):gsub("^.*/", ""))) --> mod_a.lua
print((select(2, package.searchpath("no.mod", "./?.x;./?/y.z")):gsub("\n", "|"))) --> no file './no/mod.x'| no file './no/mod/y.z'
print((select(2, package.searchpath("a-b", "?", "-", "+")))) --> no file 'a+b'
print(pcall(package.searchpath, "x")) --> false bad argument #2 to 'package.searchpath' (string expected, got no value)
table.insert(package.searchers, 2, function(name) if name == "custom" then return function(n, e) return n .. ":" .. e end, "extra" end return "\n\tno custom '" .. name .. "'" end)
print(require("custom")) --> custom:extra extra
print((select(2, pcall(require, "still.missing")):match("no custom 'still.missing'"))) --> no custom 'still.missing'
package.searchers = nil
print(pcall(require, "x")) --> false 'package.searchers' must be a table
package.searchers = {}
print(pcall(require, "y")) --> false module 'y' not found:
package.path = nil
package.searchers = {function() return 5 end}
print(pcall(require, "zz")) --> false module 'zz' not found:
-->  5
print(package.loaded._G == _G, package.loaded.string == string) --> true true
print(pcall(require)) --> false bad argument #1 to 'require' (string expected, got no value)
print(type(package.loadlib), package.loadlib("/no/such.so", "f") == nil) --> function true
