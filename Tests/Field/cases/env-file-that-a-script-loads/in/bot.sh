docker run --env-file bot.env --add-host host.docker.internal:host-gateway example/bot
