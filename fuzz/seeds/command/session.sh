$ curl -i -s -u me:pass https://api.example.com/items/{id} \
    --header "Accept: */*"
HTTP/1.1 200 OK
Content-Type: application/json

{"id": 1}
$ curl -I https://api.example.com/
HTTP/2 204
