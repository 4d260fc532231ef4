curl -X POST http://localhost:8080/v1/items?dry=true -H 'Content-Type: application/json' -d '{"name": "a"}'
