# tests/vt/lib.sh - plays a script to a program in a terminal (see vtrun.c).

: "${srcdir:=.}" "${abs_builddir:=$PWD}"
vtrun=$abs_builddir/tests/vt/vtrun
demo=$abs_builddir/tests/vt/demo
golden=$srcdir/tests/vt/golden

if ! test -x "$vtrun"; then
	echo '1..0 # SKIP vtrun was not built: install libvterm-dev'
	exit 0
fi

# Plays standard input; golden files are in $golden.
play() {
	"$vtrun" -g "$golden" -
}
