# gnuplot's terminal in Lua: drawings for TikZ are the same, byte for byte, on Weft and on the system's library.
. ../prelude.sh
need gnuplot
uses_weft "$(command -v gnuplot)"

cat >drawing.gp <<'END'
set terminal lua tikz color
set output OUT
set title "waves and \\emph{more}"
set xlabel "$x$"
set key top left
plot sin(x) lw 2, cos(x)*x/5 with points, [0:5] x**2/10 with filledcurves y1=0
set multiplot layout 2,2
splot x*y with pm3d
set isosamples 30
set hidden3d
splot sin(x)*cos(y) with lines
plot '-' with boxes fs solid, '-' with labels
1 2
2 3
3 1
e
1 1 "a"
2 2 "b"
e
set polar
plot [0:12*pi] t
unset multiplot
unset output
set terminal lua tikz standalone monochrome size 10cm,6cm plotsize 8,5
set output OUT.".2"
set samples 1000
unset polar
plot for [i=1:20] besj0(x + i) with lines lt i
END
gnuplot -e 'OUT="expected"' drawing.gp
on_weft gnuplot -e 'OUT="got"' drawing.gp
sed -i '/^%% [A-Z][a-z][a-z] [A-Z]/d' expected got expected.2 got.2 # the date
[ "$(wc -c <expected)" -gt 100000 ] || fail "the drawing is too small to tell anything"
same expected got
same expected.2 got.2

# a mistake in the terminal's options is told alike
printf 'set terminal lua tikz nonsense\n' >wrong.gp
gnuplot wrong.gp 2>expected.err || true
on_weft gnuplot wrong.gp 2>got.err || true
grep -q nonsense expected.err || fail "gnuplot does not tell of a wrong option"
same expected.err got.err
