-- Penlight on tables and sequences: tablex, seq, func, comprehension, operator, permute, array2d.
-- as-reference
local tablex, seq, func, operator, permute, array2d, List, pretty, types, utils =
    require "pl.tablex", require "pl.seq", require "pl.func", require "pl.operator", require "pl.permute", require "pl.array2d", require "pl.List", require "pl.pretty",
    require "pl.types", require "pl.utils"
local comprehension = require("pl.comprehension").new()

-- One line, keys sorted by their text.
local function show(v)
    if type(v) ~= "table" then return tostring(v) end
    local keys, parts = {}, {}
    for k in pairs(v) do keys[#keys + 1] = k end
    table.sort(keys, function(a, b) if type(a) == "number" and type(b) == "number" then return a < b end return tostring(a) < tostring(b) end)
    for i, k in ipairs(keys) do parts[i] = tostring(k) .. "=" .. show(v[k]) end
    return "{" .. table.concat(parts, " ") .. "}"
end
local function p(...)
    local out = {...}
    for i = 1, select("#", ...) do out[i] = show(out[i]) end
    print(table.concat(out, "  ", 1, select("#", ...)))
end

p(tablex.update({a = 1}, {b = 2}), tablex.size{1, 2, x = 3}, tablex.copy{1, {2}}, tablex.deepcopy{a = {b = {1}}})
p(tablex.deepcompare({1, {2, {3}}}, {1, {2, {3}}}), tablex.deepcompare({1, {2}}, {1, {3}}), tablex.deepcompare({1.0001}, {1}, false, 0.01), tablex.compare({1, 2}, {1, 2}, "=="), tablex.compare_no_order({1, 2, 3}, {3, 1, 2}))
p(tablex.find({10, 20, 30}, 20), tablex.find({1, 2, 1}, 1, 2), tablex.rfind({1, 2, 1}, 1), tablex.find_if({1, 5, 9}, ">", 3), tablex.index_by({10, 20, 30}, {3, 1}), tablex.index_map{"a", "b"}, tablex.makeset{"x", "y"})
p(tablex.map("#", {a = "xx", b = "yyy"}), tablex.imap(function(v, k) return v + k end, {1, 2, 3}, 10), tablex.map_named_method("upper", {"a", "b"}), tablex.mapn(function(a, b, c) return a + b + c end, {1, 2}, {3, 4}, {5, 6}), tablex.map2("+", {1, 2}, {3, 4}))
p(tablex.reduce("+", {1, 2, 3}), tablex.reduce("..", {"a", "b"}, ">"), tablex.pairmap(function(k, v) return k .. v, v end, {x = 1}), tablex.range(1, 10, 4), tablex.range(3, 1, -1))
p(tablex.filter({1, 2, 3, 4}, ">", 2), tablex.merge({a = 1, b = 2}, {b = 3, c = 4}), tablex.merge({a = 1}, {b = 2}, true), tablex.union({a = 1}, {b = 1}), tablex.intersection({a = 1, b = 1}, {b = 2}), tablex.difference({a = 1, b = 1}, {b = 1}), tablex.difference({a = 1}, {b = 1}, true))
p(tablex.count_map{"a", "b", "a"}, tablex.zip({1, 2}, {"a", "b"}, {true, false}), tablex.sub({1, 2, 3, 4}, 2, 3), tablex.sub({1, 2, 3}, -2), tablex.icopy({1, 2, 3}, {20, 30}, 2), tablex.move({1, 2, 3, 4}, {9}, 1), tablex.insertvalues({1, 4}, 2, {2, 3}), tablex.removevalues({1, 2, 3, 4}, 2, 3), tablex.new(3, "x"), tablex.set({1, 2, 3}, 0, 2, 3))
p(tablex.search({a = {b = {c = print}}}, print), tablex.keys{x = 1}, tablex.values{x = 1}, tablex.transform(function(v) return v * v end, {1, 2, 3}))
for k, v in tablex.sort{c = 1, a = 3, b = 2} do io.write(k, v, " ") end
for k, v in tablex.sortv({c = 1, a = 3, b = 2}, function(a, b) return a > b end) do io.write(k, v, " ") end
print()
local ro = tablex.readonly{a = 1, 10, 20}
p(ro.a, #ro, pcall(function() ro.x = 1 end))
p(pcall(tablex.map, "no such operator", {1}))
p(pcall(tablex.map, nil, {1}))
p(pcall(tablex.deepcompare, 1))

-- Sequences.
p(seq.copy(seq.range(1, 5)), seq.sum{1, 2, 3}, seq.sum(seq.list{1, 2, 3}, function(x) return x * x end), seq.minmax{3, 1, 2}, seq.reduce("-", {10, 1, 2}), seq.reduce("+", {}, 5))
p(seq.copy(seq.map(string.upper, {"a", "b"})), seq.copy(seq.filter(seq.list{1, 5, 2, 6}, ">", 3)), seq.copy2(seq.enum{"x", "y"}), seq.copy_tuples(seq.zip({1, 2}, {"a", "b"})), seq.copy(seq.take({5, 6, 7}, 2)), seq.copy(seq.skip(seq.list{1, 2, 3}, 1)), seq.copy(seq.unique{"a", "b", "a"}):sort())
p(seq.count_map(seq.list{"a", "b", "a"}), seq.copy(seq.last{1, 2, 3}), seq.copy(seq.splice({1, 2}, {3, 4})), seq.copy(seq.keys{x = 1}), seq.copy(seq.sort({3, 1, 2}, function(a, b) return a > b end)))
p(seq{1, 2, 3, 4, 5, 6}:filter(function(x) return x % 2 == 0 end):map(function(x) return x * 10 end):take(2):copy(), seq{"a", "bb"}:map(string.len):sum(), seq(string.gmatch("one two three", "%a+")):map(string.upper):copy())
seq.printall({1, 2, 3}, "-", 2)
p(seq.matching "b" == nil, pcall(seq.sum, 1))

-- Placeholder expressions.
local _, _1, _2, I, E = func._, func._1, func._2, func.I, func.import
p(tablex.map(I(_1 + 1), {1, 2, 3}), tablex.map2(I(_1 * _2 - _1), {1, 2}, {3, 4}), List{1, 2, 3}:map(_1 ^ 2), List{"x", "yy"}:map(func.Len(_1)), List{1, -2}:map(func.register(math.abs, "abs")(_1)))
print(func.repr(_1 + _2 * 2 .. "x"), func.repr(func.Not(func.And(_1, func.Or(_2, false)))), func.repr(-_1 % 3), func.repr(_1.name), func.repr(_1:upper()))
p(func.compose(string.upper, tostring)(true), func.bind(math.max, _1, 5)(3), func.bind(string.format, "%s-%s-%s", _2, "mid", _1)("a", "b"), pcall(I(_1.x.y), {}))
local args = List{{n = 1}, {n = 5}}:map(_1.n)
p(args, List{{1, 2}, {3, 4}}:map(_1[2]), List{1, 2, 3}:filter(func.Eq(_1, 2)), List{1, 2, 3}:filter(func.Gt(_1, 1)))

-- Comprehensions.
local C = comprehension
p(C "x for x" {1, 2, 3}, C "x^2 for x if x%2==1" {1, 2, 3}, C "{x,y} for x for y if x<y" ({1, 2, 3}, {2, 3}), C "sum(x for x=1,_1)" (100), C "table(k,v for k,v in pairs(_1))" {a = 1}, C "x+y for x=1,3 for y=x,3" (), C "max(#x for x)" {"a", "bbb"}, C "list(x for x=_1,1,-1)" (3) )
p(pcall(function() return C "x fro x" {1} end))

-- Operators, permutations, two dimensions.
for _, name in ipairs{"+", "-", "*", "/", "%", "^", "..", "<", ">", "<=", ">=", "==", "~=", "and", "or", "[]", "~"} do
    local f = operator.optable[name]
    io.write(name, "=", tostring(f and select(2, pcall(f, name == "[]" and {4} or "3", name == "[]" and 1 or "2"))), " ")
end
print(operator.optable["#"]{1, 2}, operator.optable["{}"](1, 2)[2], operator.table(1, 2, 3)[3], operator.lnot(nil), operator.call(math.max, 1, 2), operator.strlen and 1, operator.optable["()"](math.min, 1, 2))
local count, first, last = 0
for perm in permute.order_iter{1, 2, 3, 4, 5} do count = count + 1 first = first or table.concat(perm) last = table.concat(perm) end
print(count, first, last)
p(permute.order_table{"a", "b", "c"})
p(permute.list_table and permute.list_table({1, 2}, {"x", "y", "z"}))
local a = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}
p(array2d.column(a, 2), array2d.row(a, 2), array2d.map("*", a, 10), array2d.reduce_rows("+", a), array2d.reduce_cols("+", a), array2d.reduce2("*", "+", a), array2d.flatten(a), array2d.transpose{{1, 2}, {3, 4}, {5, 6}}, array2d.slice(a, 2, 1, 3, 2), array2d.product("{}", {1, 2}, {3, 4}))
p(array2d.range(a, "B1:C2"), array2d.parse_range "R2C3:R4C5", array2d.size(a), array2d.extract_rows(array2d.map("+", a, 0), {1, 3}), array2d.swap_rows(array2d.map("+", a, 0), 1, 3), array2d.new(2, 2, function(i, j) return i * 10 + j end), array2d.reshape({{1, 2, 3}, {4, 5, 6}}, 3), array2d.map2("-", 2, 2, a, a))
array2d.write(a, nil, "(%d)", 2, 1, 3, 2)
for i, j, v in array2d.iter(a, true, 2, 2, 3, 3) do io.write(i, ",", j, "=", v, " ") end
print()
