instance_types = ["t3.large"]
