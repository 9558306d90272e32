-- string.pack and unpack: integers, endianness, limits.
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
print(hex(string.pack("b", -1)), hex(string.pack("B", 255)), hex(string.pack("<h", 258)), hex(string.pack(">h", 258)), hex(string.pack("<i4", -2)), hex(string.pack(">I8", 1)), hex(string.pack("<i3", -2)), hex(string.pack(">i16", -1))) --> ff ff 0201 0102 feffffff 0000000000000001 feffff ffffffffffffffffffffffffffffffff
print(hex(string.pack("<l", 1)), hex(string.pack("<j", -1)), hex(string.pack("<J", 1)), hex(string.pack("<T", 5)), hex(string.pack("=i2", 1)) == hex(string.pack("<i2", 1)), hex(string.pack("<H", 65535)), hex(string.pack("<L", 1)), hex(string.pack("<I", 7)), hex(string.pack("<i", -7))) --> 0100000000000000 ffffffffffffffff 0100000000000000 0500000000000000 true ffff 0100000000000000 07000000 f9ffffff
print(string.unpack("b", "\255"), string.unpack("B", "\255"), string.unpack("<h", "\1\2"), string.unpack(">h", "\1\2"), string.unpack("<i3", "\254\255\255"), string.unpack("<I3", "\254\255\255"), string.unpack("<i16", ("\255"):rep(16)), string.unpack(">I16", ("\0"):rep(15) .. "\5")) --> -1 255 513 258 -2 16777214 -1 5 17
print(string.unpack("<i4 i4", string.pack("<i4 i4", 1, -1))) --> 1 -1 9
print(string.unpack("<i4", "xxxx\1\0\0\0", 5)) --> 1 9
print(string.unpack("B", "abc", -1)) --> 99 4
print(string.unpack("", "abc")) --> 1
print(string.unpack("B", "abc", 3)) --> 99 4
for size = 1, 16 do local f = "<i" .. size print(size, string.unpack(f, string.pack(f, -5)), string.packsize(f)) end --> 1 -5 1
--> 2 -5 2
--> 3 -5 3
--> 4 -5 4
--> 5 -5 5
--> 6 -5 6
--> 7 -5 7
--> 8 -5 8
--> 9 -5 9
--> 10 -5 10
--> 11 -5 11
--> 12 -5 12
--> 13 -5 13
--> 14 -5 14
--> 15 -5 15
--> 16 -5 16
local function err(...) print(select(2, pcall(...))) end
err(string.pack, "b", 128) --> bad argument #2 to 'string.pack' (integer overflow)
err(string.pack, "b", -129) --> bad argument #2 to 'string.pack' (integer overflow)
err(string.pack, "B", 256) --> bad argument #2 to 'string.pack' (unsigned overflow)
err(string.pack, "B", -1) --> bad argument #2 to 'string.pack' (unsigned overflow)
err(string.pack, "i2", 40000) --> bad argument #2 to 'string.pack' (integer overflow)
err(string.pack, "I3", 1 << 24) --> bad argument #2 to 'string.pack' (unsigned overflow)
err(string.pack, "i0", 1) --> integral size (0) out of limits [1,16]
err(string.pack, "i17", 1) --> integral size (17) out of limits [1,16]
err(string.pack, "i4", "x") --> bad argument #2 to 'string.pack' (number expected, got string)
err(string.pack, "i4", 1.5) --> bad argument #2 to 'string.pack' (number has no integer representation)
err(string.pack, "i4") --> bad argument #2 to 'string.pack' (number expected, got nil)
err(string.pack, "y", 1) --> invalid format option 'y'
err(string.pack, "i99999999999", 1) --> integral size (999999999) out of limits [1,16]
err(string.unpack, "i4", "abc") --> bad argument #2 to 'string.unpack' (data string too short)
err(string.unpack, "i4", "abcd", 2) --> bad argument #2 to 'string.unpack' (data string too short)
err(string.unpack, "i4", "abcd", 10) --> bad argument #3 to 'string.unpack' (initial position out of string)
err(string.unpack, "<i16", ("\1"):rep(16)) --> 16-byte integer does not fit into Lua Integer
err(string.unpack, "i4", "abcd", -10) --> 1684234849 5
err(string.unpack, "i4") --> bad argument #2 to 'string.unpack' (string expected, got no value)
err(string.unpack, "<I9", ("\255"):rep(9)) --> 9-byte integer does not fit into Lua Integer
