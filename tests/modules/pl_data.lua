-- Penlight on data: pretty, data, input, types, utils, strict, compat, lapp's texts, import.
-- as-reference
local pretty, data, input, types, utils, strict, stringio, compat, List, Map, Date =
    require "pl.pretty", require "pl.data", require "pl.input", require "pl.types", require "pl.utils", require "pl.strict", require "pl.stringio", require "pl.compat",
    require "pl.List", require "pl.Map", require "pl.Date"

-- Values written and read again. (One key that is not an index, so that the order of pairs does not show.)
print(pretty.write({1, 2, {3, {x = "y"}}}), pretty.write({1, "a b", {true}}, ""), pretty.write({["end"] = 1}, ""), pretty.write({[10] = {["a b"] = 1.5}}), pretty.write("s"), pretty.write({["a-b"] = "\n\t\""}, ""))
local cyclic = {1}
cyclic[2] = cyclic
print((pretty.write(cyclic, ""):gsub("0x%x+", "ADDRESS")), pretty.write({print} and {1}, "", true))
local deep = {}
for i = 1, 60 do deep = {i, deep} end
local text = pretty.write(deep)
local back = pretty.read(text)
local depth = 0
while back and back[1] do depth, back = depth + back[1], back[2] end
print(#text, depth)
print(pretty.read "{1,2", pretty.read "{os.exit()}", pretty.read "{function() end}", pretty.read "x = 1", (pretty.load("x = y + 1 t = {x}", {y = 1})).t[1])
print(pretty.number(1234567), pretty.number(123, "N"), pretty.number(1536, "M"), pretty.number(5e6, "M", 2), pretty.number(1234567.891, "T"), pretty.number(4e9, "N", 1))
pretty.dump({1, 2, {a = 1}})
print(pretty({1, {2}}))

-- Tables of data.
local d = data.read(stringio.open [[
Name,Age,Score,Start
Ann,31,4.5,2020
"Bob, Jr",25,3.25,2019
Cid,47,2,2021
Dee,19,9.75,2022
]], {csv = true})
print(#d, d.fieldnames, d.delim, d[2], d:column_by_name "Age", d:column_by_name "Name")
for name, score in d:select "Name,Score where Age > 20 sort by Score" do io.write(name, "=", score, " ") end
for row in d:select_row "Name where Age < 40 sort by Age desc" do io.write(table.concat(row, "/"), " ") end
print()
local q = data.query(d, {fields = {"Name", "Start"}, where = function(row) return row[4] >= 2020 end, sort_by = "Start"})
for name, start in q do io.write(name, ":", start, " ") end
local copy = d:copy_select "Name,Age where Age > 30"
print(#copy, copy[1], copy.fieldnames, pcall(d.select, d, "Nothing where"))
local out = stringio.create()
copy:write(out)
print(out:value())
local spaced = data.read(stringio.open "x y z\n1 2.5 abc\n3 4.5 def\n")
print(spaced and #spaced, spaced and spaced.fieldnames)
local numbers = data.read(stringio.open "10;20\n1.030;40\n", {delim = ";", fieldnames = {"a", "b"}, numfields = {1, 2}, thousands_dot = true})
print(#numbers, numbers[1], numbers[2])
local converted = data.read(stringio.open "when,what\n1,x\n2,y\n", {convert = {[1] = function(s) return "t" .. s end}, last_field_collect = true})
print(converted[1], converted[2])
local lines = {"id,group,value"}
for i = 1, 1500 do lines[#lines + 1] = ("%d,g%d,%g"):format(i, i % 7, i * 0.25) end
local big = data.read(stringio.open(table.concat(lines, "\n") .. "\n"))
local total, count = 0, 0
for id, value in big:select "id,value where group == 'g3'" do total, count = total + id * value, count + 1 end
print(#big, total, count, List(big:column_by_name "value"):reduce "+")

-- Input.
local sum = 0
for n in input.numbers "1 2.5 -3e1\nx 7" do sum = sum + n end
local words = {}
for w in input.words "one two\nthree" do words[#words + 1] = w end
print(sum, table.concat(words, "|"))
for a, b in input.fields({1, 3}, ",", "10,x,30\n40,y,60\n") do io.write(a, "-", b, " ") end
for a in input.fields(2, " ", "1 2 3\n4 5 6\n") do io.write(a, " ") end
print(pcall(input.numbers, 1))

-- Types and utilities.
for i, v in ipairs{1, 1.5, "", " ", "yes", "1", "false", {}, {1}, List(), List{1}, print, setmetatable({}, {__call = print, __len = function() return 2 end}), true, false} do
    print(i, types.type(v), types.is_callable(v), type(v) == "number" and types.is_integer(v), types.is_empty(v), types.is_empty(v, true), types.is_indexable(v), types.is_iterable(v), types.is_writeable(v), types.to_bool(v), types.to_bool(v, nil, true))
end
print(types.type(Map()), types.type(io.stdout), types.to_bool("ja", {"ja"}), types.type(nil))
print(utils.split("a b  c")[3], utils.split("a,b;c", "[,;]")[2], utils.splitv("k=v", "="), utils.choose(true, 1, 2), utils.array_tostring{1, true}[2], utils.escape "a.b*c", utils.quote_arg "it's", utils.quote_arg{"a", "b c"}, utils.is_type("x", "string"), utils.is_type(List(), List))
local calls = 0
local slow = utils.memoize(function(x) calls = calls + 1 return x * 2 end)
print(slow(2), slow(2), slow(3), calls, utils.string_lambda "|x,y| x*y" (6, 7), utils.string_lambda "_ + 1" (1), utils.bind1("+", 10)(5), utils.bind2("-", 10)(5))
print(pcall(utils.assert_arg, 1, "x", "number"), pcall(utils.assert_arg, 2, 5, "number", function(x) return x > 9 end, "must be big"), pcall(utils.assert_string, 1, {}))
local colors = utils.enum("RED", "GREEN")
print(colors.RED, pcall(function() return colors.BLUE end), pcall(utils.enum, 1), utils.enum{a = "x"}.a)
local packed = utils.pack(nil, 2, nil)
print(packed.n, utils.unpack(packed))
for i, v in utils.npairs({nil, "b", nil, "d", n = 4}) do io.write(i, tostring(v), " ") end
for i, v in utils.npairs({"a", "b", "c", "d", n = 4}, 4, 1, -2) do io.write(i, v, " ") end
for k, v in utils.kpairs{1, 2, x = 3} do io.write(k, v, " ") end
print(utils.on_error "error" == nil, pcall(utils.raise, "raised"))
utils.on_error "default"
print(utils.raise "returned")
local path = os.getenv "TEST_TMP" or "/tmp"
print(utils.writefile(path .. "/pl_data.txt", "a\nb\n"), utils.readfile(path .. "/pl_data.txt"), #utils.readlines(path .. "/pl_data.txt"), (utils.readfile "/nonexistent/file"))
print(utils.executeex "echo out; exit 3")
print(compat.load("return ...", "=c", "t", {})(5), compat.lua51, compat.is_windows, compat.setfenv == debug.setfenv, compat.execute "exit 2")

-- Strict tables.
local module = strict.module("mod", {a = 1})
print(pcall(function() return module.b end))
print(pcall(function() module.c = 1 return module.c end))
local closed = strict.closed_module({f = 1}, "closed")
print(pcall(function() closed.g = 2 end))
strict.module(nil, _G)
print(pcall(function() return undefined_name end))
print(pcall(function() undefined_name = 1 end))
undeclared_in_main = 5
print(undeclared_in_main)

-- Dates, in UTC.
local f = Date.Format "yyyy-mm-dd HH:MM:SS"
local day = Date{year = 2024, month = 2, day = 28, hour = 10, min = 5, sec = 7}
print(f:tostring(day), day:year(), day:month(), day:yday(), day:weekday_name(), day:weekday_name(true), day:month_name(), day:month_name(true), day:is_weekend(), f:tostring(Date(day):add{day = 2}), f:tostring(Date(day):add{month = -3}), Date(day):last_day():day())
print(f:tostring(f:parse "2023-12-31 23:59:59"), Date(day):add{hour = 30} > day, day == Date(day), tostring(Date(day):add{day = 3}:add{hour = 1}:diff(day)), tostring(Date.Interval(90061)))
for _, s in ipairs{"1 Jan 2020", "2010-05-10 12:35:23Z", "2008-10-03T14:30", "10:20", "4 July 1999 5pm", "not a date", "2020-13-01", "12/31/2001", "31/12/2001"} do
    local parsed, message = Date.Format():parse(s)
    print(s, parsed and (s:find "^%d+:" and "today" or f:tostring(parsed:toUTC())) or message)
end
