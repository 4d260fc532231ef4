* Connected to localhost
> GET /a HTTP/1.1
>
< HTTP/1.1 404 Not Found
<
{"error": "none"}
PS C:\> curl.exe ^
  http://h/a
for i in 1 2; do curl http://h/$i; done && curl h/{a,b}[1-3] #x
