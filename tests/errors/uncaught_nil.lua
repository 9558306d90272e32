-- error(nil) uncaught.
print("start") --> start
error(nil) --! (error object is a nil value)
