curl --request PUT --url 'http://h/x' -F 'file=@a.txt;type=text/plain' -F name=b -b c=d -A agent -e ref -k -L --compressed -o /dev/null -w '%{http_code}'
201
