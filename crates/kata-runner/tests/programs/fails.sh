#!/bin/sh
echo right; echo wrong >&2; exit 3
