variable "node_size" {
  type    = string
  default = "t3.large"
}
