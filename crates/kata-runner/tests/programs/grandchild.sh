#!/bin/sh
# Its child holds stdout open, and says who it is.
sleep 1000 &
echo $!
