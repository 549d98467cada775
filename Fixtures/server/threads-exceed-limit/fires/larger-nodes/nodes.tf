instance_types = ["m6i.2xlarge"]
