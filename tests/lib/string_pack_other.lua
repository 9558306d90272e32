-- string.pack: floats, strings, alignment, sizes.
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
print(hex(string.pack("<d", 1.5)), hex(string.pack(">f", 1.5)), hex(string.pack("<n", -0.0)), string.unpack("<f", string.pack("<f", 0.1)), string.unpack("<d", string.pack("<d", 0.1)), string.unpack("<d", string.pack("<d", 1/0))) --> 000000000000f83f 3fc00000 0000000000000080 0.10000000149012 0.1 inf 9
print(hex(string.pack("z", "hi")), hex(string.pack("s1", "hi")), hex(string.pack("<s2", "hi")), hex(string.pack(">s4", "hi")), hex(string.pack("<s", "h")), hex(string.pack("c5", "hi")), hex(string.pack("c0", "")), hex(string.pack("x")), hex(string.pack("bxb", 1, 2))) --> 686900 026869 02006869 000000026869 010000000000000068 6869000000  00 010002
print(string.unpack("z", "hi\0rest"), string.unpack("s1", "\2hi!"), string.unpack("c3", "abcdef"), string.unpack("z z", "a\0b\0"), string.unpack("c0", ""), string.unpack("<s2 B", "\1\0x\7")) --> hi hi abc a  x 7 5
print(hex(string.pack("!4 b i4", 1, 2)), hex(string.pack("<!8 b d", 1, 1)), hex(string.pack("!2 b i4", 1, 2)), hex(string.pack("<b Xi4 i4", 1, 2)), hex(string.pack("<!4 b Xi4 b", 1, 2)), hex(string.pack(">!4 i2 i4", 1, 2)), hex(string.pack("<! b j", 1, 1))) --> 0100000002000000 0100000000000000000000000000f03f 010002000000 0102000000 0100000002 0001000000000002 01000000000000000100000000000000
print(string.packsize("b"), string.packsize("i4 i8"), string.packsize("!8 b d"), string.packsize("!4 b i8 b"), string.packsize("c10 x"), string.packsize(""), string.packsize("! b l"), string.packsize("n f d j T h"), string.packsize("<!4 b Xi4")) --> 1 12 16 13 11 0 16 38 4
print(string.unpack("!4 b i4", string.pack("!4 b i4", 1, 2))) --> 1 2 9
print(string.unpack("< i2 > i2", "\1\0\0\1")) --> 1 1 5
print(string.pack(">I2 <I2 =I2", 1, 1, 1):len()) --> 6
print(string.pack(" < i2   B ", 1, 2):byte(1, -1)) --> 1 0 2
local function err(...) print(select(2, pcall(...))) end
err(string.pack, "z", "a\0b") --> bad argument #2 to 'string.pack' (string contains zeros)
err(string.pack, "s1", ("x"):rep(256)) --> bad argument #2 to 'string.pack' (string length does not fit in given size)
err(string.pack, "c2", "abc") --> bad argument #2 to 'string.pack' (string longer than given size)
err(string.pack, "c", "x") --> missing size for format option 'c'
err(string.pack, "!3 i4", 1) --> bad argument #1 to 'string.pack' (format asks for alignment not power of 2)
err(string.pack, "!17 b", 1) --> integral size (17) out of limits [1,16]
err(string.pack, "X", 1) --> bad argument #1 to 'string.pack' (invalid next option for option 'X')
err(string.pack, "Xz", 1) --> bad argument #1 to 'string.pack' (invalid next option for option 'X')
err(string.pack, "!4 i3", 1) --> bad argument #1 to 'string.pack' (format asks for alignment not power of 2)
err(string.pack, "d", "x") --> bad argument #2 to 'string.pack' (number expected, got string)
err(string.pack, "z") --> bad argument #2 to 'string.pack' (string expected, got nil)
err(string.unpack, "z", "abc") --> bad argument #2 to 'string.unpack' (unfinished string for format 'z')
err(string.unpack, "s1", "\5ab") --> bad argument #2 to 'string.unpack' (data string too short)
err(string.unpack, "c5", "abc") --> bad argument #2 to 'string.unpack' (data string too short)
err(string.unpack, "d", "abc") --> bad argument #2 to 'string.unpack' (data string too short)
err(string.packsize, "s") --> bad argument #1 to 'string.packsize' (variable-length format)
err(string.packsize, "z") --> bad argument #1 to 'string.packsize' (variable-length format)
err(string.packsize, "c2147483647 c2147483647") --> invalid format option '7'
err(string.packsize, "i4 y") --> invalid format option 'y'
err(string.unpack, "<s8", "\255\255\255\255\255\255\255\127") --> bad argument #2 to 'string.unpack' (data string too short)
err(string.unpack, "s1", "\3ab") --> bad argument #2 to 'string.unpack' (data string too short)
