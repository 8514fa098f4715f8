// Without an icon, a browser requests favicon.ico from the server, and Javadoc has no option for an icon.
document.head.insertAdjacentHTML("beforeend", '<link rel="icon" href="data:,">');
document.documentElement.dataset.ready = "yes";
