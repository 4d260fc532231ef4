TOKEN=$(cat token.txt)
curl -fsS "http://$HOST:${PORT:-80}/a b" -G --data-urlencode "q=x y" -d page=2 | jq -r ".items[0]" > out.json
# {"items": [1]}
