const { protocol, hostname } = window.location;
const host = `${protocol}//${hostname}:11434`;
