-- as-reference
-- Where calls of metamethods are what a large stack grows for, their operands, which lie in it, arrive whole. (The metamethods need
-- so few registers, and the recursion takes so few, that no other call finds too little room first.)
local got, with
local o = setmetatable({}, {
    __add = function(a) return a end,
    __newindex = function(a, _, v) got, with = a, v end,
    __index = function(a) return a end,
})
local bad = 0
local function add(t, n) local v = t + n if v ~= t then bad = bad + 1 end if n > 0 then add(t, n - 1) end return n end
local function set(t, n) t[n] = n if got ~= t or with ~= n then bad = bad + 1 end if n > 0 then set(t, n - 1) end return n end
local function get(t, n) local v = t[n] if v ~= t then bad = bad + 1 end if n > 0 then get(t, n - 1) end return n end
for _, go in ipairs {add, set, get} do
    print(coroutine.wrap(go)(o, 100000), bad) --> 100000 0
    --> 100000 0
    --> 100000 0
end
