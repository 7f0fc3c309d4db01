import { mount } from 'svelte';
import { chapters } from '../course';
import App from './App.svelte';
import { Page } from './page.svelte';
import { Route } from './route.svelte';
import './styles/fonts.css';
import './styles/base.css';
import './styles/controls.css';

const first = chapters[0]?.lessons[0];
const route = new Route(first ? { name: 'lesson', slug: first.slug } : { name: 'play' });
const target = document.getElementById('app');
if (!target) throw new Error('The page has no place for the app.');
// The shell in index.html was there for the first paint.
target.replaceChildren();
const page = new Page(route);
mount(App, { target, props: { page } });
// For the curious at the console: `keyless.session.world`, `keyless.session.run('az group list')`.
Object.assign(globalThis, { keyless: page });
