#!/bin/sh
env | grep -v -e ^PWD= -e ^_= -e ^SHLVL= -e ^OLDPWD=
ls -a
cat
echo end of stdin
