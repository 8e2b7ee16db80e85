import { createApp } from 'vue'
import './list-page.css'
import StoryList from './StoryList.vue'

/** The page that lists all stories, with the chosen one in a frame of its own. */
createApp(StoryList).mount('#list')
