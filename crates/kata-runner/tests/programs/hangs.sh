#!/bin/sh
trap '' TERM
echo waiting
sleep 1000
