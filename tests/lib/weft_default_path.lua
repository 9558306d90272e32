-- The default package.path looks into the folders of Lua 5.3 last, for what Debian packages for it only.
-- weft-only
print(package.path:match("[^;]*;[^;]*$")) --> /usr/share/lua/5.3/?.lua;/usr/share/lua/5.3/?/init.lua
print(select(2, package.path:gsub("/5%.3/", ""))) --> 2
print(package.path:find("./?/init.lua;/usr/share/lua/5.3/", 1, true) ~= nil) --> true
print(type(require("inspect").inspect)) --> function
