#!/bin/sh
# Has the Cargo $ASKED do what it is asked for. If it was asked in the folder $WHERE, which is a
# pattern, the file $SAVED is saved as $OVER meanwhile.
"$ASKED" "$@"
status=$?
case "$PWD" in $WHERE) cp "$SAVED" "$OVER" ;; esac
exit $status
