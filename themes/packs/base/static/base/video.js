// A video is asked of its provider once somebody chooses to play it, never before. Without
// this script, links lead to the provider.
let frame = document.querySelector(".video-frame");
const { player: whole, title } = frame.dataset;
const button = document.querySelector(".video-play");

function play(address) {
  const player = document.createElement("iframe");
  player.className = "video-frame";
  player.src = address;
  player.title = title;
  player.allow = "autoplay; fullscreen; picture-in-picture";
  player.allowFullscreen = true;
  player.referrerPolicy = "strict-origin";
  button.remove();
  frame.replaceWith(player);
  frame = player;
  player.focus();
}

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => play(whole));
  frame.addEventListener("click", () => play(whole));
}

for (const chapter of document.querySelectorAll("a[data-player]")) {
  chapter.addEventListener("click", (event) => {
    event.preventDefault();
    if (button) {
      play(chapter.dataset.player);
    } else {
      frame.currentTime = Number(chapter.hash.slice("#t=".length));
      frame.play();
      frame.focus();
    }
  });
}
