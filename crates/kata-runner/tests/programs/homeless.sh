#!/bin/sh
rmdir "$(pwd)"
echo gone
