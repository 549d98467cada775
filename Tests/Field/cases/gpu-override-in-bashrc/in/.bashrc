# ~/.bashrc
[ -z "$PS1" ] && return
export PATH="$PATH:/opt/rocm/bin"

export HSA_OVERRIDE_GFX_VERSION=10.3.0
alias ll='ls -alF'
