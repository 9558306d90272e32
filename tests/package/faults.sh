# The faults of tests/faults can still be planted: each one's text is in its file exactly once.
. ../prelude.sh
"$ROOT/scripts/faults" --check
