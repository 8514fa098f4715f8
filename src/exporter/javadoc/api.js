// Without an icon a browser asks the server for favicon.ico, and Javadoc cannot be told one.
document.head.insertAdjacentHTML("beforeend", '<link rel="icon" href="data:,">');
document.documentElement.dataset.ready = "yes";
