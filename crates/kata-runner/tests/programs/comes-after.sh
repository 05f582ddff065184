#!/bin/sh
echo > "$1/go"
cat "$1/done"
ls
