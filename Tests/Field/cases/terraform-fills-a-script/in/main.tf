resource "aws_instance" "model" {
  user_data = templatefile("${path.module}/called.sh", { bind = "127.0.0.1", port = 11434 })
}
