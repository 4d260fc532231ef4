cat <<EOF | curl http://h/bulk -X POST --data-binary @-
{"a": 1}
{"b": 2}
EOF
{"took": 3}
