#!/bin/sh
# Does as a test program does whose tests are called `passes`, `fails` and `hangs`.
case "$2" in
passes) printf '\nrunning 1 test\ntest passes ... ok\n' ;;
fails)
    printf '\nrunning 1 test\n'
    printf "\nthread 'fails' (7) panicked at tests/challenges.rs:1:1:\nexpected more\n" >&2
    exit 101
    ;;
hangs)
    printf '\nrunning 1 test\n'
    echo "waiting" >&2
    exec /bin/sleep 1000
    ;;
*) printf '\nrunning 0 tests\n' ;;
esac
