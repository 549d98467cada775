resource "aws_eks_node_group" "web" {
  instance_types = ["t3.large"]
}
resource "aws_eks_node_group" "models" {
  instance_types = ["g4dn.xlarge"]
}
