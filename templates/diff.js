(() => {
  const root = document.documentElement;
  const filters = document.querySelector(".filters");
  const status = document.getElementById("status");
  const follows = document.getElementById("follows");
  const sections = Array.from(filters.querySelectorAll("[data-section]"));
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));
  const pressed = button => button.getAttribute("aria-pressed") === "true";
  const apply = () => {
    for (const button of sections) {
      document.getElementById(button.dataset.section).classList.toggle("off", !pressed(button));
    }
    root.classList.toggle("fold", follows ? !pressed(follows) : false);
    const entries = Array.from(document.querySelectorAll(".kind .entry"));
    const shown = entries.filter(entry => entry.getClientRects().length);
    status.textContent = status.dataset.words + " " + shown.length + "/" + entries.length;
  };
  filters.addEventListener("click", event => {
    const button = event.target.closest("button");
    if (button === null) return;
    if (button.id === "all") {
      filters.querySelectorAll("[aria-pressed]").forEach(other => press(other, true));
    } else {
      press(button, !pressed(button));
    }
    apply();
  });
  document.getElementById("summary").addEventListener("click", event => {
    const link = event.target.closest("a");
    const target = link ? document.getElementById(link.hash.slice(1)) : null;
    const section = target ? target.closest("section.kind") : null;
    for (const button of sections) {
      if (button.dataset.section === section?.id) press(button, true);
    }
    apply();
  });
  filters.hidden = false;
  apply();
})();
