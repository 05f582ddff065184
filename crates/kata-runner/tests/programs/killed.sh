#!/bin/sh
echo before; kill -9 $$
