/* Says beside the slider what it stands at; without a script the line below it does so when sent. */

const slider = document.querySelector("#id_percent");
const now = document.querySelector(".range-now");

if (slider) {
  const say = () => {
    now.value = `Enjoyment counts ${slider.value} %`;
  };
  now.hidden = false;
  slider.addEventListener("input", say);
  say();
}
