#!/bin/sh
# Does as a test program does whose tests are called `passes`, `fails`, `hangs` and, for those in
# which something ends the program, `leaves-` and the status.
case "$2" in
passes)
    printf '\nrunning 1 test\ntest passes ... ok\n\n'
    printf 'test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 1 filtered out; finished in 0.00s\n\n'
    ;;
fails)
    printf '\nrunning 1 test\ntest fails ... FAILED\n\nfailures:\n\nfailures:\n    fails\n\n'
    printf 'test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 1 filtered out; finished in 0.00s\n\n'
    printf "\nthread 'fails' (7) panicked at tests/challenges.rs:1:1:\nexpected more\n" >&2
    exit 101
    ;;
leaves-*)
    printf '\nrunning 1 test\n'
    echo "bye" >&2
    exit "${2#leaves-}"
    ;;
hangs)
    printf '\nrunning 1 test\n'
    echo "waiting" >&2
    exec /bin/sleep 1000
    ;;
*) printf '\nrunning 0 tests\n' ;;
esac
