#!/bin/sh
# Makes the keys of the tests anew: an authority that signs, a server's certificate, one that is over, one by a stranger.
# Each .pem of a server holds its key and its certificate. They protect nothing.
set -eu
cd "$(dirname "$0")"
curve="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
openssl req -x509 $curve -keyout authority.key -out authority.pem -days 36500 -subj "/CN=Authority of tests" \
  -addext "keyUsage=critical,keyCertSign"
printf 'subjectAltName=DNS:news.example\nauthorityKeyIdentifier=keyid\n' > extensions
for name in news.example expired; do
  openssl req $curve -keyout "$name.key" -out "$name.csr" -subj "/CN=news.example"
  days=$([ "$name" = expired ] && echo -1 || echo 36500)
  openssl x509 -req -in "$name.csr" -CA authority.pem -CAkey authority.key -out "$name.crt" -days "$days" -extfile extensions
done
openssl req -x509 $curve -keyout stranger.key -out stranger.crt -days 36500 -subj "/CN=news.example" \
  -addext "subjectAltName=DNS:news.example"
for name in news.example expired stranger; do cat "$name.key" "$name.crt" > "$name.pem"; done
rm -f ./*.key ./*.crt ./*.csr ./*.srl extensions
