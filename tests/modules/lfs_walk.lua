-- lua-filesystem: a tree of folders made, walked, changed and removed; attributes, links, locks.
-- as-reference
-- needs lfs
local lfs = require "lfs"
local root = os.getenv "TEST_TMP" .. "/tree"

local function write(path, text)
    local f <close> = assert(io.open(path, "w"))
    assert(f:write(text))
end

local function short(path) return (tostring(path):gsub(root:gsub("%p", "%%%0"), "TREE")) end

print(lfs.mkdir(root))
print(select("#", lfs.mkdir(root)), (select(3, lfs.mkdir(root))))
for i = 1, 3 do
    local dir = root .. "/d" .. i
    assert(lfs.mkdir(dir))
    for j = 1, i do write(dir .. "/f" .. j .. ".txt", ("x"):rep(i * 10 + j)) end
end
assert(lfs.mkdir(root .. "/d3/inner"))
write(root .. "/d3/inner/leaf", "")
print(lfs.link(root .. "/d1/f1.txt", root .. "/hard"), lfs.link("d1/f1.txt", root .. "/soft", true))

-- A walk as a coroutine that yields from inside the loop over lfs.dir, at any depth.
local function walk(dir, depth)
    local names = {}
    for name in lfs.dir(dir) do
        if name ~= "." and name ~= ".." then names[#names + 1] = name end
    end
    table.sort(names)
    for _, name in ipairs(names) do
        local path = dir .. "/" .. name
        local a = lfs.symlinkattributes(path)
        coroutine.yield(depth, path, a)
        if a.mode == "directory" then walk(path, depth + 1) end
    end
end

local size = 0
for depth, path, a in coroutine.wrap(function() walk(root, 0) end) do
    print(("  "):rep(depth) .. short(path), a.mode, a.mode == "file" and a.size or "-", a.permissions)
    if a.mode == "file" then size = size + a.size end
end
print(size, lfs.symlinkattributes(root .. "/soft", "target"), lfs.attributes(root .. "/soft", "size"))

-- attributes of one kind, into a table, of what is not there
local into = {}
print(lfs.attributes(root, into) == into, into.mode, lfs.attributes(root .. "/d1", "mode"), lfs.attributes(root .. "/hard", "nlink"))
print(short(select(2, lfs.attributes(root .. "/none"))), select(3, lfs.attributes(root .. "/none")))
print(pcall(lfs.attributes, root, "nonsense"))
print(pcall(lfs.dir, root .. "/none") == false)
print(lfs.touch(root .. "/hard", 1000000, 2000000), lfs.attributes(root .. "/hard", "access"), lfs.attributes(root .. "/hard", "modification"))

-- the current folder
local before = lfs.currentdir()
print(lfs.chdir(root), short(lfs.currentdir()), lfs.attributes("d2/f2.txt", "size"), lfs.chdir(before), lfs.currentdir() == before)
print((lfs.chdir(root .. "/none")))

-- locks: file handles of io are what lfs takes
local f = assert(io.open(root .. "/lockfile", "w+"))
print(lfs.lock(f, "w"), f:write("held") == f, lfs.unlock(f), lfs.setmode(f, "binary"))
f:close()
print(pcall(lfs.lock, f, "w"))
print(pcall(lfs.lock, {}, "w"))
local lock = lfs.lock_dir(root)
print(lock ~= nil, lfs.lock_dir(root, 1000))
print(select("#", lock:free()), lfs.lock_dir(root) ~= nil)

-- the iterator's object: by hand, closed early, left open by break (closed by the generic for)
local step, dir = lfs.dir(root)
print(type(dir:next()), select("#", dir:close()), (pcall(dir.next, dir)), (pcall(step, dir)))
for _ = 1, 200 do
    for name in lfs.dir(root) do break end
end
collectgarbage()

local function remove(path)
    if lfs.symlinkattributes(path, "mode") == "directory" then
        for name in lfs.dir(path) do
            if name ~= "." and name ~= ".." then remove(path .. "/" .. name) end
        end
        assert(lfs.rmdir(path))
    else
        assert(os.remove(path))
    end
end
print((lfs.rmdir(root)))
remove(root)
print(short(select(2, lfs.attributes(root, "mode"))))
