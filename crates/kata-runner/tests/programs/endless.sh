#!/bin/sh
while :; do echo again and again; done
