curl https://api.example.com/ \
  --﻿header "Accept: */*"
