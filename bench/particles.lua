-- Float fields of many small objects.
local particles = {}
for i = 1, 200 do
    particles[i] = { x = i * 0.5, y = i * 0.25, vx = 1.0 / i, vy = -0.5 / i, mass = 1.0 + i % 3 }
end
local function step(dt)
    for i = 1, #particles do
        local p = particles[i]
        p.vx = p.vx - p.x * dt / p.mass
        p.vy = p.vy - p.y * dt / p.mass
        p.x = p.x + p.vx * dt
        p.y = p.y + p.vy * dt
        if p.x > 50.0 then p.vx = -p.vx end
    end
end
for _ = 1, 20000 do step(0.001) end
local energy = 0.0
for _, p in ipairs(particles) do energy = energy + 0.5 * p.mass * (p.vx * p.vx + p.vy * p.vy) end
print(("%.9f"):format(energy))
