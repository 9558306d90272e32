-- An error object without __tostring.
print("start") --> start
error({}) --! (error object is a table value)
