export EDITOR=nvim
