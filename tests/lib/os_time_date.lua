-- os.time and os.date.
print(os.time({year = 2000, month = 1, day = 1, hour = 12}) - os.time({year = 2000, month = 1, day = 1, hour = 0}), os.time({year = 2000, month = 1, day = 1}) == os.time({year = 2000, month = 1, day = 1, hour = 12})) --> 43200 true
print(os.date("!%Y-%m-%d %H:%M:%S", 0), os.date("!%c", 0), os.date("!%x %X %p %A %B %j %U %w %a %b %d %y %Z %%", 86400 * 45), os.date("!%D %e %F %g %G %h %I %M %n %R %t %T %u %V %C", 1e9)) --> 1970-01-01 00:00:00 Thu Jan  1 00:00:00 1970 02/15/70 00:00:00 AM Sunday February 046 07 0 Sun Feb 15 70 GMT % 09/09/01  9 2001-09-09 01 2001 Sep 01 46 
-->  01:46   01:46:40 7 36 20
local d = os.date("!*t", 1234567890)
print(d.year, d.month, d.day, d.hour, d.min, d.sec, d.wday, d.yday, d.isdst) --> 2009 2 13 23 31 30 6 44 false
local t = {year = 2024, month = 14, day = -3, hour = 30}
os.time(t)
print(t.year, t.month, t.day, t.hour, t.min, t.sec, t.wday, t.yday) --> 2025 1 29 6 0 0 4 29
print(os.date("!%H", 3600.0), os.date("!%Ex %Oy", 0), type(os.time()), type(os.clock()), math.type(os.time()), math.type(os.clock()), os.difftime(10, 5), os.difftime(os.time(), os.time()) <= 1, #os.date() > 10) --> 01 01/01/70 70 number number integer float 5.0 true true
local function err(...) print(select(2, pcall(...))) end
err(os.date, "%Q") --> bad argument #1 to 'os.date' (invalid conversion specifier '%Q')
err(os.date, "%E") --> bad argument #1 to 'os.date' (invalid conversion specifier '%E')
err(os.date, "%") --> bad argument #1 to 'os.date' (invalid conversion specifier '%')
err(os.date, "%Ez") --> bad argument #1 to 'os.date' (invalid conversion specifier '%Ez')
err(os.date, "*t", 1e100) --> bad argument #2 to 'os.date' (number has no integer representation)
err(os.date, "*t", 2^60) --> date result cannot be represented in this installation
err(os.date, "x", "y") --> bad argument #2 to 'os.date' (number expected, got string)
err(os.time, {year = 2000}) --> field 'month' missing in date table
err(os.time, {year = 2000, month = "x", day = 1}) --> field 'month' is not an integer
err(os.time, {year = 2000, month = 1.5, day = 1}) --> field 'month' is not an integer
err(os.time, {year = 1e100, month = 1, day = 1}) --> field 'year' is not an integer
err(os.time, {year = 1 << 40, month = 1, day = 1}) --> field 'year' is out-of-bound
err(os.time, 5) --> bad argument #1 to 'os.time' (table expected, got number)
err(os.difftime) --> bad argument #1 to 'os.difftime' (number expected, got no value)
err(os.time, {year = 2000, month = 1, day = 1, hour = {}}) --> field 'hour' is not an integer
print(os.time({year = "2000", month = "01", day = "1", isdst = false}) == os.time({year = 2000, month = 1, day = 1}), os.date("!%d", -86400), os.date("!*t", 0).isdst, os.date("", 0) == "", os.date("!plain", 0)) --> true 31 false true plain
