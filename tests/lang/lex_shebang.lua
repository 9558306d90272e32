#!/usr/bin/env a first line that begins with # is skipped in files
print("ran") --> ran
print(debug.getinfo(1, "l").currentline) --> 3
