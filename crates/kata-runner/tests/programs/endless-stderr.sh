#!/bin/sh
while :; do echo again and again >&2; done
