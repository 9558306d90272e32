-- A report from comma-separated values: a reader with quoted fields, typed columns, filters, grouping with aggregates,
-- a join, a pivot, percentiles, and aligned output.
local rows_wanted = tonumber((...)) or 20000

-- ---- reading and writing ----

-- An iterator over a text's records, each a list of fields; RFC 4180's quotes.
local function records(text, separator)
    separator = separator or ","
    local plain = "^([^" .. separator .. "\r\n\"]*)([" .. separator .. "\r\n]?)"
    local at, length = 1, #text
    return function()
        if at > length then return nil end
        local fields, n = {}, 0
        while true do
            n = n + 1
            local field, stop
            if text:byte(at) == 34 then
                local from = at + 1
                local close = text:find('"', from, true) or error("a quote does not end")
                if text:byte(close + 1) == 34 then
                    local parts = {}
                    repeat
                        parts[#parts + 1] = text:sub(from, close)
                        from = close + 2
                        close = text:find('"', from, true) or error("a quote does not end")
                    until text:byte(close + 1) ~= 34
                    parts[#parts + 1] = text:sub(from, close - 1)
                    field = table.concat(parts)
                else
                    field = text:sub(from, close - 1)
                end
                at = close + 1
                stop = text:sub(at, at)
            else
                field, stop = text:match(plain, at)
                at = at + #field
            end
            fields[n] = field
            at = at + 1
            if stop ~= separator then
                if stop == "\r" and text:byte(at) == 10 then at = at + 1 end
                return fields
            end
        end
    end
end

local function quoted(field)
    field = tostring(field)
    if field:find('[,"\r\n]') then return '"' .. field:gsub('"', '""') .. '"' end
    return field
end

local function write_record(out, fields)
    local parts = {}
    for i, field in ipairs(fields) do parts[i] = quoted(field) end
    out[#out + 1] = table.concat(parts, ",")
end

-- ---- frames: rows of named, typed fields ----

local Frame = {}
Frame.__index = Frame

local converters = {
    number = tonumber,
    text = function(s) return s end,
    flag = function(s) return s == "yes" end,
    date = function(s)
        local year, month, day = s:match("^(%d+)-(%d+)-(%d+)$")
        return { year = tonumber(year), month = tonumber(month), day = tonumber(day), text = s }
    end,
}

function Frame.read(text, types)
    local next_record = records(text)
    local names = next_record()
    local rows = {}
    for fields in next_record do
        local row = {}
        for i, name in ipairs(names) do row[name] = converters[types[name] or "text"](fields[i]) end
        rows[#rows + 1] = row
    end
    return setmetatable({ names = names, rows = rows }, Frame)
end

function Frame:where(condition)
    local rows = {}
    for _, row in ipairs(self.rows) do
        if condition(row) then rows[#rows + 1] = row end
    end
    return setmetatable({ names = self.names, rows = rows }, Frame)
end

function Frame:with(name, compute)
    for _, row in ipairs(self.rows) do row[name] = compute(row) end
    local names = { table.unpack and table.unpack(self.names) or unpack(self.names) }
    names[#names + 1] = name
    return setmetatable({ names = names, rows = self.rows }, Frame)
end

function Frame:join(other, key)
    local by_key, rows = {}, {}
    for _, row in ipairs(other.rows) do by_key[row[key]] = row end
    for _, row in ipairs(self.rows) do
        local match = by_key[row[key]]
        if match then
            local joined = {}
            for name, value in pairs(match) do joined[name] = value end
            for name, value in pairs(row) do joined[name] = value end
            rows[#rows + 1] = joined
        end
    end
    return setmetatable({ names = self.names, rows = rows }, Frame)
end

-- Aggregates are made by factories: a state with add(value) and result().
local aggregates = {}

function aggregates.sum()
    local total = 0
    return { add = function(v) total = total + v end, result = function() return total end }
end

function aggregates.count()
    local n = 0
    return { add = function() n = n + 1 end, result = function() return n end }
end

function aggregates.mean()
    local total, n = 0, 0
    return {
        add = function(v) total, n = total + v, n + 1 end,
        result = function() return total / n end,
    }
end

function aggregates.deviation()
    local n, mean, m2 = 0, 0, 0
    return {
        add = function(v)
            n = n + 1
            local delta = v - mean
            mean = mean + delta / n
            m2 = m2 + delta * (v - mean)
        end,
        result = function() return n > 1 and math.sqrt(m2 / (n - 1)) or 0 end,
    }
end

function aggregates.range()
    local low, high
    return {
        add = function(v)
            if not low or v < low then low = v end
            if not high or v > high then high = v end
        end,
        result = function() return string.format("%g..%g", low, high) end,
    }
end

local function percentile(share)
    return function()
        local values = {}
        return {
            add = function(v) values[#values + 1] = v end,
            result = function()
                table.sort(values)
                return values[math.max(1, math.ceil(share * #values))]
            end,
        }
    end
end
aggregates.median, aggregates.p95 = percentile(0.5), percentile(0.95)

-- spec: lists { name, field, aggregate }
function Frame:group(key, spec)
    local groups, order = {}, {}
    local key_of = type(key) == "function" and key or function(row) return row[key] end
    for _, row in ipairs(self.rows) do
        local k = key_of(row)
        local group = groups[k]
        if not group then
            group = { key = k }
            for i, column in ipairs(spec) do group[i] = aggregates[column[3]]() end
            groups[k] = group
            order[#order + 1] = group
        end
        for i, column in ipairs(spec) do group[i].add(row[column[2]]) end
    end
    local names, rows = { "key" }, {}
    for _, column in ipairs(spec) do names[#names + 1] = column[1] end
    for i, group in ipairs(order) do
        local row = { key = group.key }
        for j, column in ipairs(spec) do row[column[1]] = group[j].result() end
        rows[i] = row
    end
    return setmetatable({ names = names, rows = rows }, Frame)
end

function Frame:sort(...)
    local keys = { ... }
    table.sort(self.rows, function(a, b)
        for _, key in ipairs(keys) do
            local name, descending = key:match("^(-?)(.*)$")
            name, descending = descending, name == "-"
            if a[name] ~= b[name] then
                if descending then return a[name] > b[name] end
                return a[name] < b[name]
            end
        end
        return false
    end)
    return self
end

function Frame:first(n)
    local rows = {}
    for i = 1, math.min(n, #self.rows) do rows[i] = self.rows[i] end
    return setmetatable({ names = self.names, rows = rows }, Frame)
end

local function shown(value)
    if type(value) == "number" then return (string.format("%.2f", value):gsub("%.00$", "")) end
    return tostring(value)
end

function Frame:__tostring()
    local widths = {}
    for i, name in ipairs(self.names) do
        widths[i] = #name
        for _, row in ipairs(self.rows) do widths[i] = math.max(widths[i], #shown(row[name])) end
    end
    local lines = {}
    local function add(cell)
        local cells = {}
        for i, name in ipairs(self.names) do cells[i] = string.format("%" .. widths[i] .. "s", cell(name, i)) end
        lines[#lines + 1] = table.concat(cells, "  ")
    end
    add(function(name) return name end)
    add(function(_, i) return ("-"):rep(widths[i]) end)
    for _, row in ipairs(self.rows) do
        add(function(name) return shown(row[name]) end)
    end
    return table.concat(lines, "\n")
end

-- ---- data ----

local seed = 20
local function random(n)
    seed = seed * 16807 % 2147483647
    return seed % n + 1
end

local towns = { "Aalen", "Bergen", "Cork, \"South\"", "Dijon", "Évora", "Faro", "Ghent" }
local products = { "lamp", "table, round", "chair", "rug 2\" thick", "shelf", "mirror", "clock", "vase" }

local function sales_text(count)
    local out = {}
    write_record(out, { "id", "date", "town", "product", "amount", "price", "returned", "note" })
    for id = 1, count do
        write_record(out, {
            id, string.format("%04d-%02d-%02d", 2019 + random(4), random(12), random(28)), towns[random(#towns)],
            products[random(#products)], random(9), string.format("%.2f", random(20000) / 100),
            random(12) == 1 and "yes" or "no", random(30) == 1 and "two\nlines" or "",
        })
    end
    return table.concat(out, "\r\n") .. "\r\n"
end

local function products_text()
    local out = {}
    write_record(out, { "product", "cost", "group" })
    for i, name in ipairs(products) do write_record(out, { name, i * 3.5, i % 3 == 0 and "decor" or "furniture" }) end
    return table.concat(out, "\n")
end

local text = sales_text(rows_wanted)
local sales = Frame.read(text, { id = "number", date = "date", amount = "number", price = "number", returned = "flag" })
local costs = Frame.read(products_text(), { cost = "number" })
local kept = sales:where(function(row) return not row.returned end)
    :join(costs, "product")
    :with("revenue", function(row) return row.amount * row.price end)
    :with("margin", function(row) return row.amount * (row.price - row.cost) end)

print(#text, #sales.rows, #kept.rows)
print(kept:group("town", {
    { "orders", "id", "count" }, { "revenue", "revenue", "sum" }, { "mean", "price", "mean" },
    { "deviation", "price", "deviation" }, { "amounts", "amount", "range" },
}):sort("-revenue"))
print(kept:group("product", {
    { "median", "revenue", "median" }, { "p95", "revenue", "p95" }, { "margin", "margin", "sum" },
}):sort("key"))
print(kept:group(function(row) return string.format("%d-%s", row.date.year, row.group) end, {
    { "orders", "id", "count" }, { "margin", "margin", "mean" },
}):sort("key"))
print(kept:group(function(row) return row.date.month end, { { "revenue", "revenue", "sum" } }):sort("-revenue"):first(3))
print(sales:where(function(row) return row.note:find("\n") ~= nil end):group("returned", { { "n", "id", "count" } })
    :with("key", function(row) return tostring(row.key) end):sort("key"))
local top = kept:sort("-revenue", "id"):first(5)
local out = {}
for _, row in ipairs(top.rows) do write_record(out, { row.id, row.date.text, row.town, row.product, shown(row.revenue) }) end
print(table.concat(out, "\n"))
